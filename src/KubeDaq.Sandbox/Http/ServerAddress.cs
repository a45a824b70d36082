namespace KubeDaq.Sandbox.Http;

/// <summary>Where the server serves; known when its port is open.</summary>
internal sealed class ServerAddress
{
    private readonly TaskCompletionSource<Uri> _url = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The URL, once it is known.</summary>
    public Task<Uri> Url => _url.Task;

    /// <summary>Tells the URL.</summary>
    public void Set(string url) => _url.TrySetResult(new Uri(url));
}
