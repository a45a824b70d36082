using KubeDaq.Cluster.Connections;

namespace KubeDaq.Cluster.Sites;

/// <summary>The site file cannot be used.</summary>
public sealed class SiteFileException : ClusterException
{
    /// <summary>Says all that is wrong.</summary>
    public SiteFileException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
