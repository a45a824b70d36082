namespace KubeDaq.Api;

/// <summary>The API group that KubeDaq adds to a cluster, and the names built on it.</summary>
public static class ApiGroup
{
    /// <summary>The group of every kind here.</summary>
    public const string Name = "dune.daq";

    /// <summary>The served and stored version.</summary>
    public const string Version = "v1alpha1";

    /// <summary>What stands in <c>apiVersion</c>.</summary>
    public const string ApiVersion = Name + "/" + Version;

    /// <summary>The label of all that belongs to a partition: the partition's name.</summary>
    public const string PartitionLabel = Name + "/partition";

    /// <summary>The label of a pod, Service or EndpointSlice of an application: the application's name.</summary>
    public const string ApplicationLabel = Name + "/application";

    /// <summary>The label of a pod: which replica of its application it is, from 0.</summary>
    public const string ReplicaLabel = Name + "/replica";

    /// <summary>The annotation of a pod that tells the leases it was made under, with their fencing numbers: <c>apa001=7,apa002/data0=3</c>.</summary>
    public const string LeaseAnnotation = Name + "/lease";

    /// <summary>The annotation by which an agent has the kubelet ask again for a pod's claims: the time at which it was set.</summary>
    public const string PrepareAgainAnnotation = Name + "/prepare-again";

    /// <summary>The finalizer that keeps a partition until its cards are released.</summary>
    public const string PartitionFinalizer = Name + "/partition";

    /// <summary>How the extended resource of every card begins.</summary>
    public const string CardResourcePrefix = Name + "/flxcard-";

    /// <summary>The extended resource that a pod requests for a card, <c>dune.daq/flxcard-apa001</c>, or for a unit of it.</summary>
    public static string ResourceName(string card, string? unit = null) =>
        unit is null ? CardResourcePrefix + card : $"{CardResourcePrefix}{card}-{unit}";
}
