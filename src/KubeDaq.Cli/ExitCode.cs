namespace KubeDaq.Cli;

/// <summary>How the command ends; docs/cli.md tells users.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>Something went wrong that has no code of its own.</summary>
    public const int Error = 1;

    /// <summary>The partition would wait or fail, or did.</summary>
    public const int NotRunning = 2;

    /// <summary>There is no such object.</summary>
    public const int NotFound = 3;

    /// <summary>What was waited for did not come in time.</summary>
    public const int TimedOut = 4;

    /// <summary>The command line is wrong; the number is that of sysexits.h.</summary>
    public const int Usage = 64;

    /// <summary>Ended by Ctrl-C.</summary>
    public const int Interrupted = 130;
}
