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
    /// <summary>What the sandbox leaves out on purpose: it has no CEL engine.</summary>
    private static readonly string[] NeedCel = ["ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding"];

    public void Apply(bool withOperator)
    {
        foreach (var value in DeployManifests.All.SelectMany(file => YamlText.Read(file.Value)).OfType<JsonObject>())
        {
            var kind = value["kind"]!.GetValue<string>();
            if (!NeedCel.Contains(kind) && (withOperator || kind != "Deployment"))
                Apply(ResourceOf(value["apiVersion"]!.GetValue<string>(), kind), value);
        }
    }

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
