namespace KubeDaq.Integration.Tests.HostAccess;

/// <summary>
/// Policies are cluster-wide, and so is the one object that they are compiled to: tests that write policies come one after the other, when no other test
/// runs.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class HostAccessCluster
{
    public const string Name = "HostAccess";
}
