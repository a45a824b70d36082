using System.Text.Json.Nodes;
using KubeDaq.Api.Yaml;
using KubeDaq.Cli.Rendering;
using KubeDaq.Operator;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Cli.Hosting;

/// <summary>
/// Installs KubeDaq in a sandbox from the files by which it is installed in any cluster. In process and not over the API: to warm up a client
/// takes as long as all the rest of the start.
/// </summary>
internal sealed class SandboxDeployment(IObjects objects)
{
    /// <summary>What the sandbox leaves out on purpose: it has no CEL engine, and starts what belongs on each host itself.</summary>
    private static readonly string[] LeftOut = ["ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding", "DaemonSet"];

    private static readonly GroupResource Definitions = new("apiextensions.k8s.io", "customresourcedefinitions");

    public async Task ApplyAsync(bool withOperator, CancellationToken stop)
    {
        var values = DeployManifests.All.SelectMany(file => YamlText.Read(file.Value)).OfType<JsonObject>().Where(value => IsWanted(value, withOperator)).ToLookup(IsDefinition);
        foreach (var definition in values[true])
            Apply(definition);
        await EstablishedAsync([.. values[true].Select(definition => JsonNames.Of(definition).Name)], stop);
        foreach (var value in values[false])
            Apply(value);
    }

    private static bool IsWanted(JsonObject value, bool withOperator) =>
        !LeftOut.Contains(KindOf(value)) && (withOperator || KindOf(value) != "Deployment");

    private static bool IsDefinition(JsonObject value) => KindOf(value) == "CustomResourceDefinition";

    private static string KindOf(JsonObject value) => value["kind"]!.GetValue<string>();

    /// <summary>Waits until the kinds are served, for objects of them follow.</summary>
    private async Task EstablishedAsync(IReadOnlyCollection<string> names, CancellationToken stop)
    {
        var waiting = names.ToHashSet();
        var (items, revision) = objects.List(Definitions);
        waiting.ExceptWith(items.Where(IsEstablished).Select(item => item.Key.Name));
        if (waiting.Count == 0)
            return;
        await foreach (var change in objects.Watch(Definitions, null, revision, stop))
        {
            if (IsEstablished(change.Object) && waiting.Remove(change.Object.Key.Name) && waiting.Count == 0)
                return;
        }
    }

    private static bool IsEstablished(StoredObject definition) =>
        (definition.Value["status"]?["conditions"] as JsonArray ?? []).Any(condition => condition?["type"]?.ToString() == "Established" && condition["status"]?.ToString() == "True");

    private void Apply(JsonObject value) => Apply(ResourceOf(value["apiVersion"]!.GetValue<string>(), KindOf(value)), value);

    private void Apply(GroupResource resource, JsonObject value)
    {
        var name = JsonNames.Of(value);
        if (objects.TryCreate(resource, name.Namespace, value.DeepClone().AsObject()) is null)
            objects.Update(resource, name.Namespace, name.Name, old => Renew(old, value));
    }

    /// <summary>A sandbox that kept its state may have an older version of KubeDaq in it.</summary>
    private static bool Renew(JsonObject old, JsonObject value)
    {
        foreach (var (field, wanted) in value.Where(f => f.Key is not ("metadata" or "status")))
            old[field] = wanted?.DeepClone();
        return true;
    }

    private static GroupResource ResourceOf(string apiVersion, string kind)
    {
        var group = apiVersion.Split('/') is [var name, _] ? name : "";
        var word = kind.ToLowerInvariant();
        return new GroupResource(group, word.EndsWith('y') ? $"{word[..^1]}ies" : $"{word}s");
    }
}
