namespace KubeDaq.Api.HostAccess;

/// <summary>What happens to a pod that no policy admits: the stages of bringing policies to a cluster.</summary>
public enum HostAccessMode
{
    /// <summary>It is denied.</summary>
    Deny,

    /// <summary>It is made; whoever makes it sees a warning, and the audit log says so.</summary>
    Warn,

    /// <summary>It is made; the audit log says so.</summary>
    Audit,
}
