using System.Text.Json.Nodes;
using KubeDaq.Api.HostAccess;
using KubeDaq.Api.Yaml;
using KubeDaq.Cli.Hosting;
using KubeDaq.Sandbox;
using KubeDaq.Sandbox.Storage;
using Microsoft.Extensions.Logging.Abstractions;

[assembly: AssemblyFixture(typeof(KubeDaq.Cli.Tests.Verbs.BareSandbox))]

namespace KubeDaq.Cli.Tests.Verbs;

/// <summary>A sandbox in this process, without an operator: what the verbs ask of a cluster is seen there, and what they are told is set there.</summary>
public sealed class BareSandbox : IAsyncLifetime
{
    private static readonly GroupResource Cards = new("dune.daq", "readoutcards");
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("kubedaq-cli-");
    private SandboxServer? _server;
    private int _namespaces;

    internal string Kubeconfig => _server!.AdminKubeconfigPath;

    private IObjects Objects => _server!.Objects;

    public async ValueTask InitializeAsync()
    {
        var options = new SandboxOptions { Directory = _folder.FullName, Bare = true, KeepState = false };
        _server = await SandboxServer.StartAsync(options, TimeProvider.System, NullLoggerFactory.Instance, CancellationToken.None);
        await new SandboxDeployment(Objects).ApplyAsync(withOperator: false, CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    internal string NewNamespace()
    {
        var name = $"test-{Interlocked.Increment(ref _namespaces)}";
        Objects.TryCreate(new("", "namespaces"), "", new JsonObject { ["apiVersion"] = "v1", ["kind"] = "Namespace", ["metadata"] = new JsonObject { ["name"] = name } });
        return name;
    }

    /// <summary>Makes objects as they are written, where they are not there yet.</summary>
    internal void Make(string yaml)
    {
        foreach (var value in YamlText.Read(yaml).OfType<JsonObject>())
        {
            var word = value["kind"]!.ToString().ToLowerInvariant();
            var group = value["apiVersion"]!.ToString().Split('/') is [var name, _] ? name : "";
            var resource = new GroupResource(group, word.EndsWith('y') ? $"{word[..^1]}ies" : $"{word}s");
            Objects.TryCreate(resource, value["metadata"]!["namespace"]?.ToString() ?? "", value);
        }
    }

    /// <summary>Ends a pod.</summary>
    internal void EndPod(string ns, string name) => Objects.Update(new("", "pods"), ns, name, value => Set(value, "status", new JsonObject { ["phase"] = "Succeeded" }), "status");

    /// <summary>Governs a namespace by label.</summary>
    internal void Govern(string ns) => Objects.Update(
        new("", "namespaces"), "", ns, value => Set(value["metadata"]!.AsObject(), "labels", new JsonObject { [HostAccessNames.NamespaceLabel] = HostAccessNames.Governed }));

    internal string Write(string file, string text)
    {
        var path = Path.Combine(_folder.FullName, $"{Guid.NewGuid():N}-{file}");
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>Makes a card that a partition holds, as the operator would write it.</summary>
    internal void HoldCard(string card, string holder, int number)
    {
        var spec = new JsonObject { ["host"] = "daq7", ["pciAddress"] = "0000:5e:00.0", ["devices"] = new JsonArray("/dev/flx0") };
        Objects.TryCreate(Cards, "", new JsonObject { ["apiVersion"] = "dune.daq/v1alpha1", ["kind"] = "ReadoutCard", ["metadata"] = new JsonObject { ["name"] = card }, ["spec"] = spec });
        var lease = new JsonObject { ["namespace"] = "np04", ["partition"] = holder, ["uid"] = "u", ["since"] = "2026-11-24T14:02:00Z", ["number"] = number };
        Objects.Update(Cards, "", card, value => Set(value, "status", new JsonObject { ["lease"] = lease, ["leaseNumber"] = number }), "status");
    }

    /// <summary>The order of release that stands in a card, if one.</summary>
    internal JsonNode? ReleaseOf(string card) => Objects.Get(Cards, "", card)?.Value["spec"]?["release"];

    private static bool Set(JsonObject value, string field, JsonObject to)
    {
        value[field] = to.DeepClone();
        return true;
    }
}
