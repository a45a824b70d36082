using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using KubeDaq.NodeAgent.Guarding;

namespace KubeDaq.NodeAgent.Checkpoint;

/// <summary>The checkpoint as bytes: a line with the version and the checksum of all that follows, then the grants as JSON.</summary>
internal static class CheckpointFormat
{
    private const string Head = "kubedaq-grants";
    private const int Version = 1;

    /// <summary>Writes grants.</summary>
    public static byte[] Write(IReadOnlyList<Grant> grants)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(grants, CheckpointJson.Default.IReadOnlyListGrant);
        return [.. Encoding.UTF8.GetBytes($"{Head} {Version} {Checksum(body)}\n"), .. body];
    }

    /// <summary>Reads grants.</summary>
    /// <exception cref="FormatException">It is torn, was changed, or is of another version; the message says which.</exception>
    public static IReadOnlyList<Grant> Read(ReadOnlySpan<byte> bytes)
    {
        var end = bytes.IndexOf((byte)'\n');
        if (end < 0 || Encoding.UTF8.GetString(bytes[..end]).Split(' ') is not [Head, var version, var checksum])
            throw new FormatException("it does not begin as a checkpoint does");
        if (version != $"{Version}")
            throw new FormatException($"it has version {version}, and this agent reads version {Version}");
        var body = bytes[(end + 1)..];
        if (checksum != Checksum(body))
            throw new FormatException("its checksum does not fit its content");
        return JsonSerializer.Deserialize(body, CheckpointJson.Default.IReadOnlyListGrant) ?? throw new FormatException("it has no list");
    }

    private static string Checksum(ReadOnlySpan<byte> body) => Convert.ToHexStringLower(SHA256.HashData(body));
}
