namespace KubeDaq.Cluster.Connections;

/// <summary>As which person requests are sent, in place of the connection's own account.</summary>
public abstract class Acting
{
    internal abstract bool NeedsOwnAccount { get; }

    internal abstract CredentialLife Credential { get; }

    internal abstract void Apply(HttpRequestMessage message);
}
