namespace KubeDaq.Sandbox.Resources.Kinds;

/// <summary>The fields by which events are selected, in both of their versions.</summary>
internal static class EventFields
{
    private static readonly string[] Parts = ["kind", "namespace", "name", "uid", "apiVersion", "resourceVersion", "fieldPath"];

    /// <summary>Labels of the core version.</summary>
    public static IReadOnlyDictionary<string, string> Core { get; } = Make("involvedObject", "involvedObject");

    /// <summary>Labels of events.k8s.io; the paths are those of the stored version.</summary>
    public static IReadOnlyDictionary<string, string> Group { get; } = Make("regarding", "involvedObject");

    private static Dictionary<string, string> Make(string label, string path)
    {
        var fields = Parts.ToDictionary(part => $"{label}.{part}", part => $"{path}.{part}");
        fields["reason"] = "reason";
        fields["type"] = "type";
        fields["reportingComponent"] = "reportingComponent";
        fields["source"] = "source.component";
        return fields;
    }
}
