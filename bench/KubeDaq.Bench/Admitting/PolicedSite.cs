using System.Text;
using System.Text.Json.Nodes;
using KubeDaq.Api.HostAccess;
using KubeDaq.Api.HostAccess.Compiling;
using KubeDaq.Api.Meta;
using KubeDaq.Bench.Clusters;
using KubeDaq.Cluster.Clients;
using KubeDaq.Cluster.Connections;

namespace KubeDaq.Bench.Admitting;

/// <summary>Two namespaces, one of which is governed by a compiled set of its own, beside whatever the cluster has.</summary>
internal sealed class PolicedSite : IAsyncDisposable
{
    private const string Core = "api/v1/namespaces";
    private const string Rbac = "apis/rbac.authorization.k8s.io/v1/namespaces";
    private const string Admission = "apis/admissionregistration.k8s.io/v1";
    private static readonly string[] Kinds = ["validatingadmissionpolicies", "validatingadmissionpolicybindings"];
    private static readonly string[] Capabilities = ["IPC_LOCK", "SYS_NICE", "NET_ADMIN"];
    private readonly ClusterConnection _connection;
    private readonly string _run = Guid.NewGuid().ToString("N")[..6];
    private readonly int _policies;

    private PolicedSite(ClusterConnection connection, int policies) => (_connection, _policies) = (connection, policies);

    public string Governed => $"bench-governed-{_run}";

    public string Free => $"bench-free-{_run}";

    /// <summary>The sorts of pods, as the spec's JSON.</summary>
    public IReadOnlyList<(string Name, string Spec)> Pods =>
    [
        ("takes nothing", Spec("")),
        ("takes the network, the first policy admits it", Spec("\"hostNetwork\": true,")),
        ($"takes the network and an IPC namespace, the last of {_policies} admits it", Spec("\"hostNetwork\": true, \"hostIPC\": true,")),
    ];

    public static async Task<PolicedSite> MakeAsync(ClusterConnection connection, int policies, CancellationToken stop)
    {
        var site = new PolicedSite(connection, policies);
        try
        {
            await site.MakeAsync(stop);
            return site;
        }
        catch
        {
            await site.DisposeAsync();
            throw;
        }
    }

    /// <summary>How long a dry-run creation takes, from the request to the whole answer.</summary>
    public async Task<TimeSpan> CreateAsync(string ns, string spec, CancellationToken stop)
    {
        var began = TimeProvider.System.GetTimestamp();
        await SendAsync(HttpMethod.Post, $"{Core}/{ns}/pods?dryRun=All", $$"""{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "bench"}, "spec": {{spec}}}""", stop);
        return TimeProvider.System.GetElapsedTime(began);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var path in new[] { $"{Admission}/validatingadmissionpolicybindings/{Governed}", $"{Admission}/validatingadmissionpolicies/{Governed}", $"{Core}/{Governed}", $"{Core}/{Free}" })
        {
            try
            {
                await SendAsync(HttpMethod.Delete, path, null, CancellationToken.None);
            }
            catch (ApiException e) when (e.IsNotFound)
            {
                // It was not made.
            }
        }
    }

    private async Task MakeAsync(CancellationToken stop)
    {
        await MakeNamespaceAsync(Free, "", stop);
        await MakeNamespaceAsync(Governed, $$""", "labels": {"{{HostAccessNames.NamespaceLabel}}": "{{Governed}}"}""", stop);
        var names = string.Join(", ", Enumerable.Range(0, _policies).Select(i => $"\"{Name(i)}\""));
        await SendAsync(HttpMethod.Post, $"{Rbac}/{Governed}/roles",
            $$"""{"metadata": {"name": "use"}, "rules": [{"apiGroups": ["dune.daq"], "resources": ["hostaccesspolicies"], "resourceNames": [{{names}}], "verbs": ["use"]}]}""", stop);
        await SendAsync(HttpMethod.Post, $"{Rbac}/{Governed}/rolebindings",
            """{"metadata": {"name": "use"}, "roleRef": {"apiGroup": "rbac.authorization.k8s.io", "kind": "Role", "name": "use"}, "subjects": [{"kind": "ServiceAccount", "name": "default"}]}""", stop);
        await EnforceAsync(stop);
        await WaitAsync("the default service accounts", () => SucceedsAsync(Free, Pods[0].Spec, stop), stop);
        await WaitAsync("the policies to judge", async () => !await SucceedsAsync(Governed, Spec("\"hostPID\": true,"), stop), stop);
    }

    private async Task EnforceAsync(CancellationToken stop)
    {
        var policies = Enumerable.Range(0, _policies).Select(i => new HostAccessPolicy { Metadata = new ObjectMeta { Name = Name(i) }, Spec = Policy(i) }).ToList();
        var objects = HostAccessCompiler.Compile(policies, HostAccessMode.Deny, new Dictionary<string, string>()).Objects;
        foreach (var (path, value) in Kinds.Zip(objects))
        {
            value["metadata"]!["name"] = Governed;
            if (value["spec"]!["matchResources"] is JsonObject match)
            {
                value["spec"]!["policyName"] = Governed;
                match["namespaceSelector"]!["matchLabels"]![HostAccessNames.NamespaceLabel] = Governed;
            }
            await SendAsync(HttpMethod.Post, $"{Admission}/{path}", value.ToJsonString(), stop);
        }
    }

    /// <summary>Policies as a site may have them; the last alone allows an IPC namespace.</summary>
    private HostAccessPolicySpec Policy(int index) => new()
    {
        HostNetwork = true,
        HostIpc = index == _policies - 1,
        HostPorts = [new HostPortRange { Min = 30000, Max = 30999 }, new HostPortRange { Min = 40000 + index, Max = 41000 }],
        Capabilities = [.. Capabilities.Take(1 + (index % 3))],
        HostPaths = [new AllowedHostPath { Prefix = $"/data/{index}", ReadOnly = false }, new AllowedHostPath { Prefix = "/cvmfs" }],
        HugePages = [new AllowedHugePages { Size = "1Gi", Max = "16Gi" }],
        ExtendedResources = ["dune.daq/flxcard-*"],
    };

    private static string Name(int index) => $"bench-{index}";

    private static string Spec(string field) => $$"""{{{field}} "containers": [{"name": "c", "image": "registry/readout:v5", "env": [{"name": "RUN", "value": "1"}]}]}""";

    private Task MakeNamespaceAsync(string name, string labels, CancellationToken stop) =>
        SendAsync(HttpMethod.Post, Core, $$"""{"metadata": {"name": "{{name}}"{{labels}} } }""", stop);

    private async Task<bool> SucceedsAsync(string ns, string spec, CancellationToken stop)
    {
        try
        {
            await CreateAsync(ns, spec, stop);
            return true;
        }
        catch (ApiException)
        {
            return false;
        }
    }

    private static async Task WaitAsync(string what, Func<Task<bool>> holds, CancellationToken stop)
    {
        for (var i = 0; !await holds(); i++)
        {
            if (i == 100)
                throw new BenchFailure($"waited 20 s in vain for {what}");
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, stop);
        }
    }

    private async Task SendAsync(HttpMethod method, string path, string? body, CancellationToken stop)
    {
        using var answer = await _connection.SendAsync(new ApiRequest(method, path) { Body = body is null ? null : Encoding.UTF8.GetBytes(body), Purpose = $"{method} {path}" }, stop);
        await answer.Content.LoadIntoBufferAsync(stop);
    }
}
