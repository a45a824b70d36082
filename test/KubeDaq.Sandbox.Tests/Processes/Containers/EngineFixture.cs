using KubeDaq.Sandbox.Processes.Containers;

namespace KubeDaq.Sandbox.Tests.Processes.Containers;

/// <summary>An engine in a folder of its own; shows that nothing is left when it is given up.</summary>
public sealed class EngineFixture : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("kubedaq-engine-").FullName;
    private int _count;

    internal ContainerEngine Engine { get; } = new(Tools.Find(Environment.GetEnvironmentVariable("PATH")!), TimeProvider.System);

    internal string NewFolder()
    {
        var folder = Path.Combine(_folder, $"volume-{Interlocked.Increment(ref _count)}");
        Directory.CreateDirectory(folder);
        return folder;
    }

    internal ContainerSpec Spec(params string[] command)
    {
        var number = Interlocked.Increment(ref _count);
        return new()
        {
            Folder = Path.Combine(_folder, $"container-{number}"),
            LogFile = Path.Combine(_folder, $"{number}.log"),
            Command = command,
            Environment = new Dictionary<string, string> { ["PATH"] = "/usr/bin:/bin" },
        };
    }

    internal async Task<(int Code, string Output)> RunAsync(ContainerSpec spec)
    {
        var container = await Engine.StartAsync(spec);
        var exit = await container.Exited.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        return (exit.Code, Output(spec));
    }

    internal static string Output(ContainerSpec spec) =>
        string.Join('\n', File.ReadLines(spec.LogFile).Select(line => line.Split(' ', 4)[3]));

    internal static async Task UntilAsync(Func<bool> condition)
    {
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!condition())
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, late.Token);
    }

    public void Dispose()
    {
        Engine.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
