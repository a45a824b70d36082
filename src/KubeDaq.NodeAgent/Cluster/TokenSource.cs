namespace KubeDaq.NodeAgent.Cluster;

/// <summary>A bearer token in a file that the kubelet replaces, or one that stays.</summary>
internal sealed class TokenSource
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    private readonly string? _file;
    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private string? _token;
    private long _read;

    public TokenSource(string file, TimeProvider time)
    {
        _file = file;
        _time = time;
    }

    private TokenSource(string token)
    {
        _token = token;
        _time = TimeProvider.System;
    }

    public static TokenSource Fixed(string token) => new(token);

    /// <summary>The token now; a file that cannot be read for a moment leaves the one before.</summary>
    public string Current()
    {
        lock (_lock)
        {
            if (_file is not null && (_token is null || _time.GetElapsedTime(_read) >= Period))
                ReadNeedsLock(_file);
            return _token!;
        }
    }

    /// <summary>The server did not take it: read it anew the next time.</summary>
    public void Forget()
    {
        lock (_lock)
            _read = _time.GetTimestamp() - (long)(Period.TotalSeconds * _time.TimestampFrequency);
    }

    private void ReadNeedsLock(string file)
    {
        try
        {
            _token = File.ReadAllText(file).Trim();
            _read = _time.GetTimestamp();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException && _token is not null)
        {
            // The token before is good for a while; the next call tries again.
        }
    }
}
