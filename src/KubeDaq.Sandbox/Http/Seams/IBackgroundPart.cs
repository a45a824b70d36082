namespace KubeDaq.Sandbox.Http.Seams;

/// <summary>A part that works while the server serves: scheduler, hosts, controllers.</summary>
internal interface IBackgroundPart
{
    /// <summary>Works until <paramref name="stop"/> and then ends what it started.</summary>
    Task RunAsync(CancellationToken stop);
}
