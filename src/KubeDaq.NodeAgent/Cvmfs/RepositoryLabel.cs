using System.Security.Cryptography;
using System.Text;

namespace KubeDaq.NodeAgent.Cvmfs;

/// <summary>The label of a node that says that a repository is ready there: <c>dune.daq/cvmfs-dunedaq.opensciencegrid.org=ready</c>.</summary>
internal static class RepositoryLabel
{
    public const string Prefix = "dune.daq/cvmfs-";
    public const string Value = "ready";

    // Of the part after the slash.
    private const int Longest = 63;

    /// <summary>A repository whose name is too long for a label is told by its beginning and a hash.</summary>
    public static string Key(string repository)
    {
        var room = Longest - (Prefix.Length - Prefix.IndexOf('/', StringComparison.Ordinal) - 1);
        if (repository.Length <= room)
            return Prefix + repository;
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(repository)))[..8];
        return $"{Prefix}{repository[..(room - 9)].TrimEnd('.', '-')}-{hash}";
    }
}
