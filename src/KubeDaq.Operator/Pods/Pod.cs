using KubeDaq.Api.Meta;

namespace KubeDaq.Operator.Pods;

/// <summary>What the controllers read of a pod.</summary>
internal sealed record Pod
{
    public required ObjectName Name { get; init; }

    public string Uid { get; init; } = "";

    public string? Version { get; init; }

    /// <summary>The uid of the partition that controls it; null for a pod that a user brought.</summary>
    public string? PartitionUid { get; init; }

    /// <summary>The name of the partition that controls it.</summary>
    public string? Partition { get; init; }

    public string? Application { get; init; }

    /// <summary>The fingerprint of the application it was made from.</summary>
    public string? TemplateHash { get; init; }

    /// <summary>The leases it was made under, <c>apa001=7</c>.</summary>
    public string LeaseTag { get; init; } = "";

    public bool Deleting { get; init; }

    public string? Host { get; init; }

    public string Phase { get; init; } = "Pending";

    /// <summary>Why the kubelet or the node controller ended it; null where its own containers did.</summary>
    public string? Reason { get; init; }

    public string? Message { get; init; }

    public bool IsReady { get; init; }

    public string RestartPolicy { get; init; } = "Always";

    public string? Address { get; init; }

    public IReadOnlyList<string> Resources { get; init; } = [];

    public IReadOnlyList<int> HostPorts { get; init; } = [];

    /// <summary>Why it does not run, in the scheduler's or the kubelet's words.</summary>
    public string? Complaint { get; init; }

    public int Restarts { get; init; }

    public bool Succeeded => Phase == "Succeeded";

    public bool Failed => Phase == "Failed";

    /// <summary>Its containers have ended for good: it takes neither cards nor ports.</summary>
    public bool Finished => Succeeded || Failed;

    /// <summary>Ready to serve, or through with its work.</summary>
    public bool Serves => Succeeded || (IsReady && !Deleting);

    /// <summary>Failed by its own doing and not to be restarted.</summary>
    public bool FailedForGood => Failed && (Reason is null ? RestartPolicy == "Never" : Reason == "DeadlineExceeded");

    public bool Uses(string resource) => !Finished && Resources.Contains(resource);
}
