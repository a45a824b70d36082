using System.Text;
using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Controllers;
using KubeDaq.Sandbox.Processes.Containers;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Processes.Environments;

/// <summary>Makes a container's environment as a kubelet does.</summary>
internal sealed class ContainerVariables(IObjects objects, ServiceVariables services, MachineImage image)
{
    /// <summary>All variables: the machine's, the Services', those of devices, of whole ConfigMaps and Secrets, the container's own; later ones win.</summary>
    /// <exception cref="ContainerStartException">Something that they refer to is missing.</exception>
    public IReadOnlyDictionary<string, string> For(JsonObject pod, JsonObject container, JsonNode? allocatable, IEnumerable<KeyValuePair<string, string>>? devices = null)
    {
        var hostName = pod.Flag("spec", "hostNetwork") ? pod.Text("spec", "nodeName") ?? "" : pod.Text("spec", "hostname") ?? pod.Name();
        var all = new Dictionary<string, string>(image.Environment) { ["HOSTNAME"] = hostName };
        var links = services.For(pod);
        foreach (var (name, value) in links.Concat(devices ?? []))
            all[name] = value;
        foreach (var source in container.Maps("envFrom"))
            AddAll(all, pod.Namespace(), source);
        var own = new Dictionary<string, string>();
        foreach (var variable in container.Maps("env"))
        {
            if (Value(pod, container, variable, allocatable, name => own.GetValueOrDefault(name) ?? links.GetValueOrDefault(name)) is { } value)
                own[variable.Text("name") ?? ""] = value;
        }
        foreach (var (name, value) in own)
            all[name] = value;
        return all;
    }

    private void AddAll(Dictionary<string, string> all, string ns, JsonObject source)
    {
        var prefix = source.Text("prefix") ?? "";
        foreach (var kind in new[] { "configMapRef", "secretRef" })
        {
            if (source.At(kind) is { } reference && Find(ns, kind == "configMapRef", reference) is { } found)
            {
                foreach (var (key, value) in Texts(found))
                    all[prefix + key] = value;
            }
        }
    }

    private string? Value(JsonObject pod, JsonObject container, JsonObject variable, JsonNode? allocatable, Func<string, string?> known)
    {
        var from = variable.At("valueFrom");
        if (from.Text("fieldRef", "fieldPath") is { } path)
            return DownwardFields.Field(pod, path);
        if (from.At("resourceFieldRef") is { } resource)
            return DownwardFields.Resource(Named(pod, resource.Text("containerName")) ?? container, resource, allocatable);
        if (from.At("configMapKeyRef") is { } config)
            return Key(pod.Namespace(), true, config);
        if (from.At("secretKeyRef") is { } secret)
            return Key(pod.Namespace(), false, secret);
        return Expansion.Expand(variable.Text("value") ?? "", known);
    }

    private static JsonObject? Named(JsonObject pod, string? name) =>
        pod.Maps("spec", "containers").FirstOrDefault(one => one.Text("name") == name);

    private string? Key(string ns, bool isConfig, JsonNode reference)
    {
        var found = Find(ns, isConfig, reference);
        var key = reference.Text("key") ?? "";
        if (found is not null && Texts(found).FirstOrDefault(pair => pair.Key == key) is { Key: not null } pair)
            return pair.Value;
        if (found is null || reference.Flag("optional"))
            return null;
        throw new ContainerStartException(
            ContainerStartException.ConfigError, $"couldn't find key {key} in {(isConfig ? "ConfigMap" : "Secret")} {ns}/{reference.Text("name")}");
    }

    private JsonObject? Find(string ns, bool isConfig, JsonNode reference)
    {
        var name = reference.Text("name") ?? "";
        if (objects.Get(isConfig ? Kinds.ConfigMaps : Kinds.Secrets, ns, name) is { } found)
            return found.Value;
        return reference.Flag("optional")
            ? null
            : throw new ContainerStartException(ContainerStartException.ConfigError, $"{(isConfig ? "configmap" : "secret")} \"{name}\" not found");
    }

    private static IEnumerable<KeyValuePair<string, string>> Texts(JsonObject found) => found.Text("kind") == "Secret"
        ? found.Pairs("data").Select(pair => KeyValuePair.Create(pair.Key, Encoding.UTF8.GetString(Convert.FromBase64String(pair.Value))))
        : found.Pairs("data");
}
