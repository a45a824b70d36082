using System.Text.Json.Nodes;
using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace KubeDaq.Sandbox.Storage;

/// <summary>
/// Keeps the store's objects in a SQLite file. Changes are written behind, many in one transaction, in their order: what is on disk is always a
/// state that the store really had. Disposing writes the rest.
/// </summary>
internal sealed class StateFile : IAsyncDisposable
{
    private const int BatchSize = 1000;

    // After a crash clients may know revisions that did not reach the disk; those numbers must not come again.
    private const long RevisionGap = 100_000;

    private readonly Channel<Change> _changes = Channel.CreateUnbounded<Change>(new() { SingleReader = true });
    private readonly SqliteConnection _connection;
    private readonly Task _writing;

    private StateFile(SqliteConnection connection)
    {
        _connection = connection;
        Run("""
            pragma journal_mode = wal;
            pragma synchronous = normal;
            create table if not exists object (grp text, resource text, namespace text, name text, revision integer, value blob, primary key (grp, resource, namespace, name)) without rowid;
            create table if not exists state (id integer primary key check (id = 0), revision integer);
            insert or ignore into state values (0, 1);
            """);
        _writing = Task.Run(WriteAsync);
    }

    /// <summary>Opens the file in a folder, or makes it.</summary>
    /// <exception cref="InvalidDataException">There is a file that is not a state.</exception>
    public static StateFile Open(string folder)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, "objects.db");
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        try
        {
            connection.Open();
            return new(connection);
        }
        catch (SqliteException error)
        {
            connection.Dispose();
            throw new InvalidDataException($"{path} cannot be read as the sandbox's state ({error.Message}). Remove it to start with nothing.", error);
        }
    }

    /// <summary>A store of the objects that were kept, whose changes are kept from now on.</summary>
    public ObjectStore Restore()
    {
        var store = new ObjectStore(revision: Revision() + RevisionGap);
        store.Restore(Load());
        store.Written += Keep;
        return store;
    }

    private long Revision()
    {
        using var command = _connection.CreateCommand();
        command.CommandText = "select revision from state";
        return (long)command.ExecuteScalar()!;
    }

    private List<StoredObject> Load()
    {
        using var command = _connection.CreateCommand();
        command.CommandText = "select grp, resource, namespace, name, revision, value from object";
        using var reader = command.ExecuteReader();
        var objects = new List<StoredObject>();
        while (reader.Read())
        {
            var key = new ObjectKey(new(reader.GetString(0), reader.GetString(1)), reader.GetString(2), reader.GetString(3));
            objects.Add(new(key, reader.GetInt64(4), (JsonObject)JsonText.Parse((byte[])reader[5])!));
        }
        return objects;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _changes.Writer.TryComplete();
        await _writing;
        await _connection.DisposeAsync();
    }

    private void Keep(Change change) => _changes.Writer.TryWrite(change);

    private async Task WriteAsync()
    {
        var batch = new List<Change>();
        while (await _changes.Reader.WaitToReadAsync())
        {
            while (batch.Count < BatchSize && _changes.Reader.TryRead(out var change))
                batch.Add(change);
            Write(batch);
            batch.Clear();
        }
    }

    private void Write(List<Change> batch)
    {
        using var transaction = _connection.BeginTransaction();
        foreach (var change in batch)
            Write(change, transaction);
        Run("update state set revision = $revision", transaction, ("$revision", batch[^1].Object.Revision));
        transaction.Commit();
    }

    private void Write(Change change, SqliteTransaction transaction)
    {
        var key = change.Object.Key;
        (string, object)[] where = [("$grp", key.Resource.Group), ("$resource", key.Resource.Resource), ("$namespace", key.Namespace), ("$name", key.Name)];
        if (change.Type == ChangeType.Deleted)
            Run("delete from object where grp = $grp and resource = $resource and namespace = $namespace and name = $name", transaction, where);
        else
            Run("insert or replace into object values ($grp, $resource, $namespace, $name, $revision, $value)", transaction, [.. where, ("$revision", change.Object.Revision), ("$value", change.Object.Utf8.ToArray())]);
    }

    private void Run(string text, SqliteTransaction? transaction = null, params ReadOnlySpan<(string Name, object Value)> values)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = text;
        command.Transaction = transaction;
        foreach (var (name, value) in values)
            command.Parameters.AddWithValue(name, value);
        command.ExecuteNonQuery();
    }
}
