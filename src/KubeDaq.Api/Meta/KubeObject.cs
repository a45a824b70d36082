namespace KubeDaq.Api.Meta;

/// <summary>What every Kubernetes object has.</summary>
public abstract record KubeObject
{
    /// <summary>Group and version, <c>dune.daq/v1alpha1</c>.</summary>
    public string ApiVersion { get; init; } = "";

    /// <summary>The kind, in CamelCase.</summary>
    public string Kind { get; init; } = "";

    /// <summary>Name, namespace, labels and what the server keeps about the object.</summary>
    public ObjectMeta Metadata { get; init; } = new();
}
