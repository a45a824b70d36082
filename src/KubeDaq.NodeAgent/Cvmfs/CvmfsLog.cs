using Microsoft.Extensions.Logging;

namespace KubeDaq.NodeAgent.Cvmfs;

internal static partial class CvmfsLog
{
    public static void Tell(ILogger logger, string repository, RepositoryState state)
    {
        if (state.Ready)
            Answers(logger, repository);
        else
            Fails(logger, repository, state.Message);
    }

    [LoggerMessage(841, LogLevel.Information, "CVMFS repository {Repository} is mounted and answers")]
    private static partial void Answers(ILogger logger, string repository);

    [LoggerMessage(842, LogLevel.Warning, "CVMFS repository {Repository}: {Problem}")]
    private static partial void Fails(ILogger logger, string repository, string problem);
}
