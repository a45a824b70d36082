using System.Text;

namespace KubeDaq.NodeAgent.Offering.Sockets;

/// <summary>
/// Reads the name of the server in a request. The kubelet's plugin watcher writes the percent-encoded path of the socket there, which Kestrel
/// refuses as "Invalid Host header"; so what cannot stand in a host's name is read as a hyphen. On a unix socket the name says nothing anyway.
/// </summary>
internal sealed class AuthorityEncoding : Encoding
{
    /// <summary>The one there is.</summary>
    public static AuthorityEncoding Instance { get; } = new();

    /// <summary>The encoding for a header: this one for the server's name, the usual one for all others.</summary>
    public static Encoding? For(string header) => header == ":authority" ? Instance : null;

    /// <inheritdoc/>
    public override int GetByteCount(char[] chars, int index, int count) => count;

    /// <inheritdoc/>
    public override int GetBytes(char[] chars, int charIndex, int charCount, byte[] bytes, int byteIndex) =>
        Latin1.GetBytes(chars, charIndex, charCount, bytes, byteIndex);

    /// <inheritdoc/>
    public override int GetCharCount(byte[] bytes, int index, int count) => count;

    /// <inheritdoc/>
    public override int GetChars(byte[] bytes, int byteIndex, int byteCount, char[] chars, int charIndex)
    {
        for (var at = 0; at < byteCount; at++)
            chars[charIndex + at] = Safe((char)bytes[byteIndex + at]);
        return byteCount;
    }

    /// <inheritdoc/>
    public override int GetMaxByteCount(int charCount) => charCount;

    /// <inheritdoc/>
    public override int GetMaxCharCount(int byteCount) => byteCount;

    private static char Safe(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '.' or ':' or '-' ? letter : '-';
}
