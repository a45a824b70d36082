using System.Text.Json.Nodes;
using KubeDaq.Api.Meta;
using KubeDaq.Api.Yaml;
using KubeDaq.Cluster.Clients;
using KubeDaq.Cluster.Connections;

namespace KubeDaq.Bench.Clusters;

/// <summary>KubeDaq's resource definitions, installed where they are missing and then removed again.</summary>
internal sealed class Definitions : IAsyncDisposable
{
    private static readonly ResourceKind<JsonObject> Kind =
        Kinds.Json(new ResourceKind("apiextensions.k8s.io", "v1", "customresourcedefinitions", "CustomResourceDefinition", false));

    private readonly ResourceClient<JsonObject> _client;
    private readonly List<ObjectName> _installed = [];

    private Definitions(ResourceClient<JsonObject> client) => _client = client;

    public static async Task<Definitions> InstallMissingAsync(ClusterConnection connection, CancellationToken stop)
    {
        var definitions = new Definitions(connection.Client(Kind));
        foreach (var file in Directory.GetFiles(Folder(), "*.yaml"))
        {
            foreach (var definition in YamlText.Read(await File.ReadAllTextAsync(file, stop)).OfType<JsonObject>())
                await definitions.InstallAsync(definition, stop);
        }

        return definitions;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var name in _installed)
            await _client.DeleteAsync(name, (string?)null, CancellationToken.None);
    }

    private static string Folder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var crds = Path.Combine(folder.FullName, "deploy", "crds");
            if (Directory.Exists(crds))
                return crds;
        }

        throw new BenchFailure("deploy/crds was not found above the executable");
    }

    private async Task InstallAsync(JsonObject definition, CancellationToken stop)
    {
        var name = Kind.Form.Identify(definition).Name;
        if (await _client.GetAsync(name, stop) is not null)
            return;
        await _client.CreateAsync(definition, stop);
        _installed.Add(name);
        while (await _client.GetAsync(name, stop) is { } now && !IsEstablished(now))
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, stop);
    }

    private static bool IsEstablished(JsonObject definition) =>
        definition["status"]?["conditions"] is JsonArray conditions
        && conditions.Any(c => (string?)c?["type"] == "Established" && (string?)c?["status"] == "True");
}
