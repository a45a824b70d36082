using KubeDaq.Integration.Tests.Clusters;
using static KubeDaq.Integration.Tests.Identity.AuditTrail;
using static KubeDaq.Integration.Tests.Partitions.PartitionManifest;

namespace KubeDaq.Integration.Tests.Identity.Console;

/// <summary>Where the API server does not trust an issuer the console stands in for its people, with the rights of deploy/console/impersonation.yaml.</summary>
[Collection(IdentitySandbox.Collection)]
public sealed class IdentityByImpersonation(IdentitySandbox sandbox) : IAsyncLifetime
{
    private const string Name = "by-impersonation";
    private const string Account = "system:serviceaccount:kubedaq-system:kubedaq-console";
    private readonly string _kubeconfig = Path.GetTempFileName();

    public async ValueTask InitializeAsync()
    {
        IdentitySandbox.NeedsPeople();
        await sandbox.KubectlAsync("create", "namespace", "kubedaq-system");
        await sandbox.KubectlAsync("create", "serviceaccount", "kubedaq-console", "-n", "kubedaq-system");
        (await sandbox.KubectlAsync("apply", "-f", Path.Combine(Executables.Root, "deploy", "console", "impersonation.yaml"))).Succeeded();
        var token = (await sandbox.KubectlAsync("create", "token", "kubedaq-console", "-n", "kubedaq-system")).Succeeded().Out.Trim();
        await File.WriteAllTextAsync(_kubeconfig, (await sandbox.KubectlAsync("config", "view", "--minify", "--flatten")).Succeeded().Out.Split("\nusers:")[0] + $"\nusers:\n- name: console\n  user: {{token: {token}}}\n");
        (await AsConsoleAsync("config", "set-context", "--current", "--user=console")).Succeeded();
    }

    public async ValueTask DisposeAsync()
    {
        await sandbox.KubectlAsync("delete", "partition", Name, "-n", "np04", "--ignore-not-found", "--wait=false");
        File.Delete(_kubeconfig);
    }

    [Fact]
    public async Task A_person_does_what_he_may_and_the_audit_log_names_both()
    {
        var partition = Of(Name, Application("readout")).With("state", "Stopped").ToJsonString();
        (await Command.RunAsync(Executables.Kubectl!, ["create", "-n", "np04", "-f", "-"], partition, new Dictionary<string, string> { ["KUBECONFIG"] = sandbox.Kubeconfig })).Succeeded();
        await using var console = await ConsoleOfThePeople.StartAsync(sandbox, _kubeconfig, ", actAs: Impersonation, groups: [np04-viewers, np04-shifters]");

        var shifter = await console.BrowserOfAsync("cern", "shifter");
        Assert.Contains("is to run", (await shifter.SubmitAsync($"/partitions/np04/{Name}/start")).Text);
        Assert.Equal("cern:shifter", (await sandbox.KubectlAsync("get", "partition", Name, "-n", "np04", "-o", "jsonpath={.spec.stateChangedBy}")).Out);
        var me = (await shifter.OpenAsync("/me?namespace=np04")).Text;
        Assert.Contains("User cern:shifter Groups cern:np04-shifters, system:authenticated", me);
        Assert.Contains("impersonation by the console of cern", me);

        var viewer = await console.BrowserOfAsync("cern", "viewer");
        Assert.Contains("\"cern:viewer\" cannot patch", (await viewer.SubmitAsync($"/partitions/np04/{Name}/stop")).Text);
        if (sandbox.AuditLog is not { } log) return;
        var line = await new AuditTrail(log).FindAsync("the start", found => Is(found, "patch", "partitions", Name) && Actor(found) == "cern:shifter");
        Assert.Equal(Account, Text(line["user"]!["username"]));
    }

    [Fact]
    public async Task The_account_is_nobody_of_Kubernetes_itself_and_does_nothing_else_in_anothers_name()
    {
        await IsRefusedAsync("get", "partitions", "-A");
        await IsRefusedAsync("get", "partitions", "-A", "--as", "cern:shifter", "--as-group", "system:masters");
        await IsRefusedAsync("get", "partitions", "-A", "--as", "system:serviceaccount:kube-system:clusterrole-aggregation-controller");
        await IsRefusedAsync("get", "partitions", "-A", "--as", "system:node:daq2");
        await IsRefusedAsync("get", "secrets", "-A", "--as", "cern:expert", "--as-group", "cern:np04-experts");
        await IsRefusedAsync("delete", "partition", Name, "-n", "np04", "--as", "cern:expert", "--as-group", "cern:np04-experts");
        (await AsConsoleAsync("get", "partitions", "-A", "--as", "cern:expert", "--as-group", "cern:np04-experts")).Succeeded();
    }

    private async Task IsRefusedAsync(params string[] arguments)
    {
        var answer = await AsConsoleAsync(arguments);
        Assert.NotEqual(0, answer.ExitCode);
        Assert.Contains("Forbidden", answer.Err);
    }

    private Task<Command> AsConsoleAsync(params string[] arguments) =>
        Command.RunAsync(Executables.Kubectl!, arguments, environment: new Dictionary<string, string> { ["KUBECONFIG"] = _kubeconfig });
}
