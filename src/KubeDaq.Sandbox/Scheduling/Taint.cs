using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Scheduling;

/// <summary>What keeps pods away from a node.</summary>
internal readonly record struct Taint(string Key, string Value, string Effect)
{
    /// <summary>The taint of a cordoned node.</summary>
    public static Taint Unschedulable { get; } = new("node.kubernetes.io/unschedulable", "", "NoSchedule");

    /// <summary>The taint of a node that is not ready.</summary>
    public static Taint NotReady { get; } = new("node.kubernetes.io/not-ready", "", "NoSchedule");

    /// <summary>The taint of a node that does not answer.</summary>
    public static Taint Unreachable { get; } = new("node.kubernetes.io/unreachable", "", "NoSchedule");

    /// <summary>Whether it keeps pods from being put there.</summary>
    public bool Repels => Effect is "NoSchedule" or "NoExecute";

    /// <summary>Reads one.</summary>
    public static Taint Of(JsonObject taint) => new(taint.Text("key") ?? "", taint.Text("value") ?? "", taint.Text("effect") ?? "");
}

/// <summary>What lets a pod onto a tainted node.</summary>
internal readonly record struct Toleration(string Key, string Operator, string Value, string Effect)
{
    /// <summary>Reads one.</summary>
    public static Toleration Of(JsonObject one) =>
        new(one.Text("key") ?? "", one.Text("operator") ?? "Equal", one.Text("value") ?? "", one.Text("effect") ?? "");

    /// <summary>Whether the taint does not count for its pod.</summary>
    public bool Tolerates(Taint taint) =>
        (Effect.Length == 0 || Effect == taint.Effect)
        && (Key.Length == 0 ? Operator == "Exists" : Key == taint.Key)
        && (Operator == "Exists" || Value == taint.Value);
}
