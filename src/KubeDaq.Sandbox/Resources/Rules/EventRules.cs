using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Http.Seams;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Resources.Rules;

/// <summary>Events, in the form in which they are stored.</summary>
internal sealed class EventRules : KindRules
{
    // Kubernetes shows these even where nothing is set.
    private static readonly string[] Shown = ["firstTimestamp", "lastTimestamp", "eventTime"];

    /// <inheritdoc/>
    public override void Default(JsonObject value)
    {
        foreach (var field in Shown.Where(field => !value.ContainsKey(field)))
            value[field] = null;
        value.Ensure("source");
        value.Default("reportingComponent", "");
        value.Default("reportingInstance", "");
    }

    /// <inheritdoc/>
    public override IEnumerable<Cause> Validate(JsonObject value, JsonObject? old, string subresource)
    {
        var about = value.Text("involvedObject", "namespace") ?? "";
        if (about.Length == 0 ? value.Namespace() != "default" : about != value.Namespace())
            yield return Cause.InvalidValue("involvedObject.namespace", about, "does not match event.namespace");
        if (value.Text("apiVersion") != "events.k8s.io/v1")
            yield break;
        if (old is null && value["eventTime"] is null)
            yield return Cause.Required("eventTime");
        foreach (var field in new[] { "reportingController", "reportingInstance", "action", "reason" })
        {
            var stored = field == "reportingController" ? "reportingComponent" : field;
            if (old is null && value["eventTime"] is not null && string.IsNullOrEmpty(value.Text(stored)))
                yield return Cause.Required(field);
        }
        if (value.Text("type") is not ("Normal" or "Warning"))
            yield return Cause.InvalidValue("type", value.Text("type") ?? "", $"has invalid value: {value.Text("type")}");
    }
}

/// <summary>Events of events.k8s.io/v1, made from stored ones by other names of the same fields.</summary>
internal sealed class EventConversion : IVersionConversion
{
    private static readonly (string Stored, string Shown)[] Fields =
    [
        ("involvedObject", "regarding"), ("message", "note"), ("reportingComponent", "reportingController"), ("source", "deprecatedSource"),
        ("firstTimestamp", "deprecatedFirstTimestamp"), ("lastTimestamp", "deprecatedLastTimestamp"), ("count", "deprecatedCount"),
    ];

    /// <inheritdoc/>
    public JsonObject FromStored(JsonObject stored) => Renamed(stored, Fields.ToDictionary(pair => pair.Stored, pair => pair.Shown), "events.k8s.io/v1");

    /// <inheritdoc/>
    public JsonObject ToStored(JsonObject value) => Renamed(value, Fields.ToDictionary(pair => pair.Shown, pair => pair.Stored), "events.k8s.io/v1");

    private static JsonObject Renamed(JsonObject value, Dictionary<string, string> names, string apiVersion)
    {
        var renamed = new JsonObject();
        foreach (var (key, field) in value)
        {
            if (key is not ("reportingComponent" or "reportingInstance") || field.AsText() != "")
                renamed[names.GetValueOrDefault(key, key)] = field?.DeepClone();
        }
        renamed["apiVersion"] = apiVersion;
        return renamed;
    }
}
