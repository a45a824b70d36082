namespace KubeDaq.NodeAgent;

/// <summary>Something that the agent does for as long as it runs. A part that ends or fails by itself is started again.</summary>
internal interface IAgentPart
{
    /// <summary>What it is called in the log: <c>discovery</c>.</summary>
    string Name { get; }

    /// <summary>Works until it is stopped.</summary>
    Task RunAsync(CancellationToken stop);
}
