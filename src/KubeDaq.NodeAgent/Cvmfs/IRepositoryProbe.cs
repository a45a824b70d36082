namespace KubeDaq.NodeAgent.Cvmfs;

/// <summary>Looks into a mounted repository. A mount that hangs must cost nobody but the probe.</summary>
internal interface IRepositoryProbe
{
    /// <summary>What is wrong, within the deadline; null where the repository answers.</summary>
    Task<string?> ProbeAsync(string folder, TimeSpan deadline, CancellationToken stop);
}
