using System.Reflection;
using k8s.Models;
using KubeDaq.Sandbox.Resources;

namespace KubeDaq.Sandbox.OpenApi;

/// <summary>Finds the model of a built-in kind.</summary>
internal static class Models
{
    private static readonly Dictionary<(string Group, string Kind), string> Renamed = new()
    {
        [("", "Event")] = "Corev1Event",
        [("events.k8s.io", "Event")] = "Eventsv1Event",
        [("resource.k8s.io", "ResourceClaim")] = "Resourcev1ResourceClaim",
        [("authentication.k8s.io", "TokenRequest")] = "Authenticationv1TokenRequest",
    };

    /// <summary>The model, or null where the library has none.</summary>
    public static ModelType? Of(ResourceKind kind) => Of(kind.Group, kind.Version, kind.Kind);

    /// <summary>The model of a kind in a group and version.</summary>
    public static ModelType? Of(string group, string version, string kind)
    {
        var name = Renamed.GetValueOrDefault((group, kind)) ?? $"{char.ToUpperInvariant(version[0])}{version[1..]}{kind}";
        var type = version.Length == 0 ? null : typeof(V1Pod).Assembly.GetType($"{typeof(V1Pod).Namespace}.{name}");
        return type?.GetCustomAttribute<KubernetesEntityAttribute>() is { } entity && entity.Group == group ? ModelType.Of(type) : null;
    }
}
