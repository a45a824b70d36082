using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Tests.Storage;

public sealed class StateFileTests : IDisposable
{
    private static readonly GroupResource Maps = new("", "configmaps");

    private readonly string _folder = Directory.CreateTempSubdirectory("kubedaq-state-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Objects_come_back_as_they_were_and_revisions_go_on()
    {
        long revision;
        await using (var state = StateFile.Open(_folder))
        {
            var store = state.Restore();
            var gone = store.TryWrite(new(Maps, "np04", "gone"), Named("gone"), null)!;
            store.TryWrite(new(Maps, "np04", "kept"), Named("kept"), null);
            revision = store.TryRemove(gone.Key, null, gone)!.Revision;
        }
        await using var again = StateFile.Open(_folder);
        var restored = again.Restore();
        var kept = Assert.Single(restored.Look(Maps).In(null));
        Assert.Equal("kept", kept.Key.Name);
        Assert.Equal(kept.Revision.ToString(), kept.Value.Text("metadata", "resourceVersion"));
        Assert.True(restored.Revision > revision);
        Assert.Throws<RevisionTooOldException>(() => restored.Watch(Maps, revision));
    }

    [Fact]
    public void A_file_that_is_no_state_is_named()
    {
        File.WriteAllText(Path.Combine(_folder, "objects.db"), new string('x', 4096));
        var error = Assert.Throws<InvalidDataException>(() => StateFile.Open(_folder));
        Assert.Contains("objects.db", error.Message, StringComparison.Ordinal);
    }

    private static JsonObject Named(string name) => new() { ["metadata"] = new JsonObject { ["name"] = name } };
}
