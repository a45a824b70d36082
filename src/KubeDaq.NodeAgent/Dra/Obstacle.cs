namespace KubeDaq.NodeAgent.Dra;

/// <summary>Why a claim is not prepared.</summary>
/// <param name="Message">A sentence for people.</param>
/// <param name="MayPass">Whether it may be otherwise in a moment.</param>
internal sealed record Obstacle(string Message, bool MayPass = false);
