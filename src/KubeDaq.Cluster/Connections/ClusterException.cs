namespace KubeDaq.Cluster.Connections;

/// <summary>Something about the cluster that a person must mend; the message is one line: what is wrong and what to do.</summary>
public class ClusterException : Exception
{
    /// <summary>Says what is wrong.</summary>
    public ClusterException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}

/// <summary>No usable kubeconfig, context or service account was found.</summary>
public sealed class CredentialsException : ClusterException
{
    /// <summary>Says what is missing or wrong.</summary>
    public CredentialsException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}

/// <summary>The API server did not answer.</summary>
public sealed class UnreachableException : ClusterException
{
    /// <summary>Says which server and why.</summary>
    public UnreachableException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
