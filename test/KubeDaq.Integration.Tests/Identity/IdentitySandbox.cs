using KubeDaq.Integration.Tests.Clusters;

namespace KubeDaq.Integration.Tests.Identity;

/// <summary>
/// A sandbox with its identity provider and the bindings of examples/identity; or, on a given cluster, the provider of a sandbox whose people that
/// cluster is made to know.
/// </summary>
public sealed class IdentitySandbox(TestCluster cluster) : IAsyncLifetime
{
    /// <summary>The tests share one, one after the other: a cluster has one set of issuers.</summary>
    public const string Collection = "Identity";

    private SandboxProcess? _sandbox;
    private KnownPeople? _known;

    /// <summary>The administrator's kubeconfig.</summary>
    public string Kubeconfig => TestCluster.HasProcesses ? _sandbox!.Kubeconfig : cluster.Kubeconfig;

    /// <summary>Where password, secrets and the rest of the provider are.</summary>
    public string Folder => Path.Combine(_sandbox!.Directory, "identity");

    /// <summary>The site file.</summary>
    public string Site => _known?.Site ?? Path.Combine(Folder, "site.yaml");

    /// <summary>The API server's audit log; null where a given cluster's is not named.</summary>
    public string? AuditLog => TestCluster.HasProcesses ? Path.Combine(_sandbox!.Directory, "audit.log") : Environment.GetEnvironmentVariable("KUBEDAQ_TEST_AUDIT_LOG");

    /// <summary>Whether people can sign in.</summary>
    public bool IsThere => _sandbox is not null;

    public async ValueTask InitializeAsync()
    {
        if (Executables.Kubectl is null || (!TestCluster.HasProcesses && KnownPeople.File is null))
            return;
        _sandbox = await SandboxProcess.StartAsync(["--identity", "--forget", "--verbose", .. TestCluster.HasProcesses ? Array.Empty<string>() : ["--bare"]]);
        if (!TestCluster.HasProcesses)
            _known = await KnownPeople.MakeAsync(this);
        (await KubectlAsync("apply", "-f", Path.Combine(Executables.Root, "examples", "identity", "np04.yaml"))).Succeeded();
    }

    public async ValueTask DisposeAsync()
    {
        if (_known is not null)
            await _known.DisposeAsync();
        if (_sandbox is not null)
            await _sandbox.DisposeAsync();
    }

    /// <summary>Skips a test where nobody can sign in.</summary>
    internal static void NeedsPeople()
    {
        TestCluster.NeedsKubectl();
        Assert.SkipWhen(
            !TestCluster.HasProcesses && KnownPeople.File is null,
            $"needs a kube-apiserver whose --authentication-config file {KnownPeople.Variable} names (CONTRIBUTING.md says how)");
    }

    /// <summary>The URL of an issuer.</summary>
    internal string IssuerUrl(string name) =>
        File.ReadLines(Site).SkipWhile(line => line != $"- name: {name}").First(line => line.StartsWith("  url: ", StringComparison.Ordinal))["  url: ".Length..];

    /// <summary>Runs kubectl as administrator.</summary>
    internal Task<Command> KubectlAsync(params string[] arguments) =>
        Command.RunAsync(Executables.Kubectl!, arguments, environment: new Dictionary<string, string> { ["KUBECONFIG"] = Kubeconfig });

    /// <summary>All that the sandbox has said so far.</summary>
    internal string Log => _sandbox!.Said;
}

/// <summary>The tests that share a sandbox with people.</summary>
[CollectionDefinition(IdentitySandbox.Collection)]
public sealed class IdentityTests : ICollectionFixture<IdentitySandbox>;
