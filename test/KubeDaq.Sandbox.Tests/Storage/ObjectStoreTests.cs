using System.Text.Json.Nodes;
using CsCheck;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Tests.Storage;

public sealed class ObjectStoreTests
{
    private static readonly GroupResource Cards = new("dune.daq", "readoutcards");

    [Fact]
    public void A_write_with_an_old_version_is_refused()
    {
        var store = new ObjectStore();
        var first = store.TryWrite(Key("a"), Named("a"), null)!;
        Assert.NotNull(store.TryWrite(Key("a"), Named("a"), first));
        Assert.Null(store.TryWrite(Key("a"), Named("a"), first));
        Assert.Null(store.TryWrite(Key("a"), Named("a"), null));
        Assert.Null(store.TryRemove(Key("a"), null, first));
    }

    [Fact]
    public void Each_write_has_a_revision_of_its_own_and_says_it_in_the_object()
    {
        var store = new ObjectStore(revision: 41);
        var written = store.TryWrite(Key("a"), Named("a"), null)!;
        Assert.Equal(42, written.Revision);
        Assert.Equal("42", written.Value.Text("metadata", "resourceVersion"));
        Assert.Equal(42, store.Revision);
    }

    [Fact]
    public void A_look_back_shows_what_was_there()
    {
        var store = new ObjectStore();
        var a = store.TryWrite(Key("a"), Named("a"), null)!;
        store.TryWrite(Key("b"), Named("b"), null);
        store.TryRemove(Key("a"), null, a);
        Assert.Equal(["a"], store.LookBack(Cards, a.Revision).In(null).Select(item => item.Key.Name));
        Assert.Equal(["a", "b"], store.LookBack(Cards, a.Revision + 1).In(null).Select(item => item.Key.Name));
        Assert.Equal(["b"], store.Look(Cards).In(null).Select(item => item.Key.Name));
    }

    [Fact]
    public void History_ends_at_its_window()
    {
        var store = new ObjectStore(window: 2);
        var last = store.TryWrite(Key("a"), Named("a"), null)!;
        for (var i = 0; i < 3; i++)
            last = store.TryWrite(Key("a"), Named("a"), last)!;
        Assert.Throws<RevisionTooOldException>(() => store.Watch(Cards, last.Revision - 3));
        using var watcher = store.Watch(Cards, last.Revision - 2);
        Assert.True(watcher.Changes.TryRead(out var change));
        Assert.Equal(last.Revision - 1, change.Object.Revision);
    }

    [Fact]
    public void A_kind_that_is_forgotten_ends_its_watches()
    {
        var store = new ObjectStore();
        using var watcher = store.Watch(Cards, store.Revision);
        store.Forget(Cards);
        Assert.True(watcher.Changes.Completion.IsCompleted);
    }

    /// <summary>Whoever lists at any revision and follows the changes from there knows exactly what is there.</summary>
    [Fact]
    public void A_list_and_the_changes_after_it_make_the_present() =>
        Gen.Select(Gen.Int[0, 5], Gen.Bool).List[1, 60].Sample(steps =>
        {
            var store = new ObjectStore();
            using var all = store.Watch(Cards, store.Revision);
            foreach (var (place, removes) in steps)
                Step(store, $"card-{place}", removes);
            var known = new SortedDictionary<string, long>(StringComparer.Ordinal);
            while (all.Changes.TryRead(out var change))
            {
                if (change.Type == ChangeType.Deleted)
                    known.Remove(change.Object.Key.Name);
                else
                    known[change.Object.Key.Name] = change.Object.Revision;
                Assert.Equal(known, Versions(store.LookBack(Cards, change.Object.Revision)));
            }
            Assert.Equal(known, Versions(store.Look(Cards)));
        });

    private static void Step(ObjectStore store, string name, bool removes)
    {
        var old = store.Get(Key(name));
        if (!removes)
            store.TryWrite(Key(name), Named(name), old);
        else if (old is not null)
            store.TryRemove(Key(name), null, old);
    }

    private static SortedDictionary<string, long> Versions(Snapshot snapshot) =>
        new(snapshot.In(null).ToDictionary(item => item.Key.Name, item => item.Revision), StringComparer.Ordinal);

    private static ObjectKey Key(string name) => new(Cards, "", name);

    private static JsonObject Named(string name) => new() { ["metadata"] = new JsonObject { ["name"] = name } };
}
