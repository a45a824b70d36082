using System.Text;
using KubeDaq.NodeAgent.Checkpoint;
using KubeDaq.NodeAgent.State;

namespace KubeDaq.NodeAgent.Dra;

/// <summary>The file from which the container runtime learns of the cards.</summary>
/// <param name="folder">Where the runtime looks for such files.</param>
internal sealed class CdiFile(string folder)
{
    private readonly string _path = Path.Combine(folder, $"{DraNames.Driver}-card.json");
    private readonly Lock _lock = new();

    /// <summary>Writes it, where it is not so already.</summary>
    public void Write(IReadOnlyDictionary<string, HostCard>? cards)
    {
        var text = CdiSpec.Of(cards?.Values ?? []).ToJsonString();
        lock (_lock)
        {
            Directory.CreateDirectory(folder);
            if (!File.Exists(_path) || File.ReadAllText(_path) != text)
                DurableFile.Replace(_path, Encoding.UTF8.GetBytes(text));
        }
    }
}
