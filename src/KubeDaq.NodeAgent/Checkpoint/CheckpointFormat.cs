using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using KubeDaq.NodeAgent.Guarding;

namespace KubeDaq.NodeAgent.Checkpoint;

/// <summary>The checkpoint as bytes.</summary>
internal static class CheckpointFormat
{
    /// <summary>Writes grants.</summary>
    public static byte[] Write(IReadOnlyList<Grant> grants)
    {
        var list = JsonSerializer.SerializeToElement(grants, CheckpointJson.Default.IReadOnlyListGrant);
        var document = new CheckpointDocument(CheckpointDocument.CurrentVersion, Checksum(list), list);
        return JsonSerializer.SerializeToUtf8Bytes(document, CheckpointJson.Default.CheckpointDocument);
    }

    /// <summary>Reads grants.</summary>
    /// <exception cref="FormatException">It is torn, was changed, or is of another version; the message says which.</exception>
    public static IReadOnlyList<Grant> Read(ReadOnlySpan<byte> bytes)
    {
        try
        {
            var document = JsonSerializer.Deserialize(bytes, CheckpointJson.Default.CheckpointDocument) ?? throw new FormatException("it is empty");
            if (document.Version != CheckpointDocument.CurrentVersion)
                throw new FormatException($"it has version {document.Version}, and this agent reads version {CheckpointDocument.CurrentVersion}");
            if (document.Grants.ValueKind != JsonValueKind.Array || document.Checksum != Checksum(document.Grants))
                throw new FormatException("its checksum does not fit its content");
            return document.Grants.Deserialize(CheckpointJson.Default.IReadOnlyListGrant)!;
        }
        catch (JsonException exception)
        {
            throw new FormatException($"it is not the JSON of a checkpoint: {exception.Message}", exception);
        }
    }

    private static string Checksum(JsonElement grants) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(grants.GetRawText())));
}
