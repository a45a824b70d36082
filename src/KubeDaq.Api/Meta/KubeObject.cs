using System.Text.Json.Serialization;

namespace KubeDaq.Api.Meta;

// The generated reader sets every init-only property, with null where the text has none. So the properties of all
// resource types turn null back into their default.

/// <summary>What every Kubernetes object has.</summary>
public abstract record KubeObject
{
    /// <summary>An object of its own kind.</summary>
    protected KubeObject() => Kind = GetType().Name;

    /// <summary>The group and version of the kind, dune.daq/v1alpha1.</summary>
    [JsonPropertyOrder(-3)]
    public string ApiVersion { get; init => field = value ?? ApiGroup.ApiVersion; } = ApiGroup.ApiVersion;

    /// <summary>The kind of the object, in CamelCase.</summary>
    [JsonPropertyOrder(-2)]
    public string Kind { get; init => field = value ?? field; }

    /// <summary>The name, namespace, labels and what the server keeps about the object.</summary>
    [JsonPropertyOrder(-1)]
    public ObjectMeta Metadata { get; init => field = value ?? new(); } = new();
}
