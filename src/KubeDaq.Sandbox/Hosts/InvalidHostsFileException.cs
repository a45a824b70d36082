namespace KubeDaq.Sandbox.Hosts;

/// <summary>The hosts file is missing or wrong.</summary>
public sealed class InvalidHostsFileException(IReadOnlyList<string> problems) : Exception(string.Join('\n', problems))
{
    /// <summary>What is wrong, each with file, line, field and advice.</summary>
    public IReadOnlyList<string> Problems { get; } = problems;
}
