namespace KubeDaq.Sandbox.Resources;

/// <summary>A subresource as discovery names it.</summary>
/// <param name="Name">The part of the path: <c>status</c>.</param>
/// <param name="Kind">The kind that is sent and answered; null for the object's own.</param>
/// <param name="Group">That kind's group.</param>
/// <param name="Version">That kind's version.</param>
/// <param name="Verbs">What can be done with it.</param>
internal sealed record Subresource(string Name, string? Kind, string? Group, string? Version, IReadOnlyList<string> Verbs)
{
    private static readonly string[] ReadAndWrite = ["get", "patch", "update"];

    /// <summary>The object's status, written apart from its spec.</summary>
    public static Subresource Status { get; } = new("status", null, null, null, ReadAndWrite);

    /// <summary>The number of replicas.</summary>
    public static Subresource Scale { get; } = new("scale", "Scale", "autoscaling", "v1", ReadAndWrite);

    /// <summary>One that only takes a kind of its own.</summary>
    public static Subresource Post(string name, string kind, string? group = null, string? version = null) => new(name, kind, group, version, ["create"]);

    /// <summary>A part of the object that has the object's kind.</summary>
    public static Subresource Part(string name) => new(name, null, null, null, ReadAndWrite);

    /// <summary>One that is only read.</summary>
    public static Subresource Get(string name) => new(name, null, null, null, ["get"]);

    /// <summary>One that is a connection.</summary>
    public static Subresource Connect(string name, string? kind = null) => new(name, kind, null, null, ["create", "get"]);
}
