using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Controllers;

/// <summary>Says in a namespace's conditions what keeps it from going.</summary>
internal static class NamespaceEnding
{
    /// <summary>Writes the conditions.</summary>
    public static void Write(JsonObject status, IReadOnlyList<(GroupResource Resource, StoredObject Item)> left, DateTimeOffset now)
    {
        void Set(string type, bool value, string reason, string message) => Conditions.Set(status, type, value ? "True" : "False", reason, message, now);
        Set("NamespaceDeletionDiscoveryFailure", false, "ResourcesDiscovered", "All resources successfully discovered");
        Set("NamespaceDeletionGroupVersionParsingFailure", false, "ParsedGroupVersions", "All legacy kube types successfully parsed");
        Set("NamespaceDeletionContentFailure", false, "ContentDeleted", "All content successfully deleted, may be waiting on finalization");
        if (left.Count == 0)
            Set("NamespaceContentRemaining", false, "ContentRemoved", "All content successfully removed");
        else
            Set("NamespaceContentRemaining", true, "SomeResourcesRemain", $"Some resources are remaining: {Counted(left.Select(one => Text(one.Resource)), " has ")}");
        var finalizers = left.SelectMany(one => one.Item.Value.Texts("metadata", "finalizers")).ToList();
        if (finalizers.Count == 0)
            Set("NamespaceFinalizersRemaining", false, "ContentHasNoFinalizers", "All content-preserving finalizers finished");
        else
            Set("NamespaceFinalizersRemaining", true, "SomeFinalizersRemain", $"Some content in the namespace has finalizers remaining: {Counted(finalizers, " in ")}");
    }

    private static string Counted(IEnumerable<string> names, string between) => string.Join(", ", names
        .GroupBy(name => name)
        .OrderBy(group => group.Key, StringComparer.Ordinal)
        .Select(group => $"{group.Key}{between}{group.Count()} resource instances"));

    private static string Text(GroupResource resource) => resource.Group.Length == 0 ? resource.Resource + "." : $"{resource.Resource}.{resource.Group}";
}
