using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Controllers;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Events;

/// <summary>Writes Events about objects; one that repeats is counted, not written again.</summary>
internal sealed class EventRecorder(IObjects objects, TimeProvider time)
{
    private readonly ConcurrentDictionary<(string Uid, string Part, string Reason, string Message), string> _written = new();

    /// <summary>Records in the older style, as kubelets and controllers do.</summary>
    /// <param name="about">The object that it is about.</param>
    /// <param name="component">Who says it: <c>kubelet</c>.</param>
    /// <param name="host">The node it is said on, or null.</param>
    /// <param name="type"><c>Normal</c> or <c>Warning</c>.</param>
    /// <param name="reason">One CamelCase word.</param>
    /// <param name="message">A sentence.</param>
    /// <param name="fieldPath">The part of the object, such as <c>spec.containers{main}</c>.</param>
    public void Record(JsonObject about, string component, string? host, string type, string reason, string message, string? fieldPath = null)
    {
        var source = new JsonObject { ["component"] = component };
        if (host is not null)
            source["host"] = host;
        var now = time.GetUtcNow().ToText();
        Write(about, reason, message, fieldPath, fresh =>
        {
            fresh["source"] = source;
            fresh["firstTimestamp"] = now;
            fresh["lastTimestamp"] = now;
            fresh["count"] = 1;
            fresh["type"] = type;
            fresh["eventTime"] = null;
            fresh["reportingComponent"] = component;
            fresh["reportingInstance"] = host ?? "";
        }, repeated =>
        {
            repeated["count"] = (repeated.Number("count") ?? 1) + 1;
            repeated["lastTimestamp"] = now;
        });
    }

    /// <summary>Records in the newer style, as the scheduler does.</summary>
    public void RecordAction(JsonObject about, string reporter, string type, string reason, string action, string message)
    {
        var now = time.GetUtcNow().ToMicroText();
        Write(about, reason, message, null, fresh =>
        {
            fresh["source"] = new JsonObject();
            fresh["firstTimestamp"] = null;
            fresh["lastTimestamp"] = null;
            fresh["type"] = type;
            fresh["eventTime"] = now;
            fresh["action"] = action;
            fresh["reportingComponent"] = reporter;
            fresh["reportingInstance"] = reporter + "-" + Environment.MachineName;
        }, repeated => repeated["series"] = new JsonObject { ["count"] = (repeated.Number("series", "count") ?? 1) + 1, ["lastObservedTime"] = now });
    }

    /// <summary>Forgets what is older than an hour, as an API server does.</summary>
    public void Expire()
    {
        var oldest = time.GetUtcNow() - TimeSpan.FromHours(1);
        foreach (var item in objects.List(Kinds.Events).Items.Where(item => item.Value.Time("metadata", "creationTimestamp") < oldest))
            objects.Delete(Kinds.Events, item.Key.Namespace, item.Key.Name, uid: item.Uid);
        foreach (var (key, name) in _written)
        {
            if (objects.Get(Kinds.Events, name.Split('/')[0], name.Split('/')[1]) is null)
                _written.TryRemove(key, out _);
        }
    }

    private void Write(JsonObject about, string reason, string message, string? fieldPath, Action<JsonObject> fill, Action<JsonObject> repeat)
    {
        var key = (about.Uid(), fieldPath ?? "", reason, message);
        var ns = about.Namespace().Length == 0 ? "default" : about.Namespace();
        if (_written.TryGetValue(key, out var name) && Repeat(ns, name.Split('/')[1], repeat))
            return;
        var fresh = new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Event",
            ["metadata"] = new JsonObject { ["name"] = $"{about.Name()}.{Guid.NewGuid():N}"[..Math.Min(253, about.Name().Length + 17)], ["namespace"] = ns },
            ["involvedObject"] = Reference(about, fieldPath),
            ["reason"] = reason,
            ["message"] = message,
        };
        fill(fresh);
        if (objects.TryCreate(Kinds.Events, ns, fresh) is { } created)
            _written[key] = $"{ns}/{created.Key.Name}";
    }

    private bool Repeat(string ns, string name, Action<JsonObject> repeat) => objects.Update(Kinds.Events, ns, name, value =>
    {
        repeat(value);
        return true;
    }) is not null;

    private static JsonObject Reference(JsonObject about, string? fieldPath)
    {
        var reference = new JsonObject
        {
            ["kind"] = about.Text("kind"),
            ["namespace"] = about.Text("metadata", "namespace"),
            ["name"] = about.Name(),
            ["uid"] = about.Uid(),
            ["apiVersion"] = about.Text("apiVersion"),
            ["resourceVersion"] = about.Text("metadata", "resourceVersion"),
        };
        if (fieldPath is not null)
            reference["fieldPath"] = fieldPath;
        foreach (var missing in reference.Where(pair => pair.Value is null).Select(pair => pair.Key).ToList())
            reference.Remove(missing);
        return reference;
    }
}
