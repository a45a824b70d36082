namespace KubeDaq.NodeAgent.Cvmfs;

/// <summary>How a CVMFS repository is on this host.</summary>
/// <param name="Ready">Whether it is mounted and answers.</param>
/// <param name="Message">What is wrong with it; empty where nothing is.</param>
internal sealed record RepositoryState(bool Ready, string Message);
