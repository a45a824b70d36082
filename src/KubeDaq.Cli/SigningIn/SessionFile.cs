using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using KubeDaq.Api.Identity;

namespace KubeDaq.Cli.SigningIn;

/// <summary>The tokens of a sign-in, in a file that only its owner can read; one of several processes at a time refreshes them.</summary>
internal sealed class SessionFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private readonly string _path;

    private SessionFile(string path) => _path = path;

    /// <summary>The file for an issuer and its client, in the user's own folder.</summary>
    public static SessionFile Of(SiteIssuer issuer, Func<string, string?> environment)
    {
        var state = environment("XDG_STATE_HOME") is { Length: > 0 } configured ? configured : Path.Combine(environment("HOME") ?? "/", ".local", "state");
        var folder = Path.Combine(state, "kubedaq", "sessions");
        Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
        // Made by somebody before us, perhaps with other rights.
        File.SetUnixFileMode(folder, OwnerOnly | UnixFileMode.UserExecute);
        var key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{issuer.TokenIssuer} {issuer.Clients[0]}")))[..16];
        return new(Path.Combine(folder, $"{issuer.Name}-{key}.json"));
    }

    /// <summary>Keeps others out until it is disposed; the kernel gives it back when the process ends, however it ends.</summary>
    public async Task<IDisposable> LockAsync(TimeProvider time, CancellationToken stop)
    {
        while (true)
        {
            try
            {
                return new FileStream(_path + ".lock", new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None, UnixCreateMode = OwnerOnly });
            }
            catch (IOException) when (!stop.IsCancellationRequested)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), time, stop);
            }
        }
    }

    /// <summary>The tokens; null where nobody is signed in.</summary>
    public TokenAnswer? Read()
    {
        try
        {
            var kept = JsonNode.Parse(File.ReadAllText(_path)) as JsonObject;
            return OpenIdProvider.Text(kept, "id_token") is { } token && TokenAnswer.ClaimsOf(token) is { } claims
                ? new(token, OpenIdProvider.Text(kept, "refresh_token"), claims)
                : null;
        }
        catch (Exception error) when (error is FileNotFoundException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Writes them so that a reader sees the old ones or the new ones.</summary>
    public void Write(TokenAnswer tokens)
    {
        var temporary = $"{_path}.{Environment.ProcessId}.new";
        File.Delete(temporary);
        using (var stream = new FileStream(temporary, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = OwnerOnly }))
        {
            stream.Write(Encoding.UTF8.GetBytes(new JsonObject { ["id_token"] = tokens.IdToken, ["refresh_token"] = tokens.Refresh }.ToJsonString()));
            stream.Flush(flushToDisk: true);
        }

        File.Move(temporary, _path, overwrite: true);
    }

    /// <summary>Forgets them.</summary>
    public void Delete() => File.Delete(_path);
}
