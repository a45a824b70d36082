using KubeDaq.NodeAgent.Guarding;

namespace KubeDaq.NodeAgent.Checkpoint;

/// <summary>The file that remembers over crashes what has been handed over.</summary>
/// <param name="path">Where it is.</param>
internal sealed class CheckpointFile(string path)
{
    private const int MostSetAside = 10;

    /// <summary>Reads it. One that cannot be read is moved aside and never overwritten: somebody may still learn from it.</summary>
    public CheckpointContent Load()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        DurableFile.ForgetUnfinished(path);
        if (!File.Exists(path))
            return new([], IsComplete: false);
        try
        {
            return new(CheckpointFormat.Read(File.ReadAllBytes(path)), IsComplete: true);
        }
        catch (FormatException exception)
        {
            return new([], IsComplete: false, $"the checkpoint cannot be read and is kept as {SetAside()}: {exception.Message}");
        }
    }

    /// <summary>Writes it; when this returns it is on the disk.</summary>
    public void Save(IReadOnlyList<Grant> grants) => DurableFile.Replace(path, CheckpointFormat.Write(grants));

    private string SetAside()
    {
        // Numbered, so that one bad file does not cover another; the last place is used again, or a loop of crashes would fill the disk.
        var place = Enumerable.Range(1, MostSetAside).Select(number => $"{path}.unreadable-{number}").FirstOrDefault(one => !File.Exists(one))
            ?? $"{path}.unreadable-{MostSetAside}";
        File.Move(path, place, overwrite: true);
        DurableFile.FlushFolder(Path.GetDirectoryName(Path.GetFullPath(path))!);
        return place;
    }
}

/// <summary>What a checkpoint said.</summary>
/// <param name="Grants">What had been handed over.</param>
/// <param name="IsComplete">Whether that is all; if not, who has what must be learned from the kubelet before anything is handed over.</param>
/// <param name="Problem">What is wrong with it; null too where there is none yet.</param>
internal sealed record CheckpointContent(IReadOnlyList<Grant> Grants, bool IsComplete, string? Problem = null);
