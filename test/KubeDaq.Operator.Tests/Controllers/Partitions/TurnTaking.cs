namespace KubeDaq.Operator.Tests.Controllers.Partitions;

/// <summary>
/// Stops an operator before each request until it is given its turn, so that a test can let two of them take turns request by request, and end
/// one between any two requests.
/// </summary>
internal sealed class TurnTaking
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);
    private readonly Lock _lock = new();
    private readonly Queue<(string Request, TaskCompletionSource Turn)> _waiting = new();
    private TaskCompletionSource _arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Exception? _ended;

    /// <summary>For the clients: waits for its turn.</summary>
    public Task BeforeAsync(string request)
    {
        // What follows runs inside Go, so that nothing else happens at the same time.
        var turn = new TaskCompletionSource();
        lock (_lock)
        {
            if (_ended is not null)
                return Task.FromException(_ended);
            _waiting.Enqueue((request, turn));
            _arrived.TrySetResult();
        }

        return turn.Task;
    }

    /// <summary>Waits until the work stands before a request, or has ended; false for ended.</summary>
    public async Task<bool> StandsAsync(Task work)
    {
        while (true)
        {
            Task arrived;
            lock (_lock)
            {
                if (_waiting.Count > 0)
                    return true;
                arrived = _arrived.Task;
            }

            var first = await Task.WhenAny(arrived, work).WaitAsync(Deadline);
            if (first == work)
            {
                lock (_lock)
                    return _waiting.Count > 0;
            }
        }
    }

    /// <summary>Lets the next request go; it has been answered when this returns.</summary>
    public string Go()
    {
        var (request, turn) = Next();
        turn.SetResult();
        return request;
    }

    /// <summary>Fails the next request before it reaches the cluster.</summary>
    public void Fail(Exception exception) => Next().Turn.SetException(exception);

    /// <summary>SIGKILL: no request of it reaches the cluster any more.</summary>
    public void End()
    {
        List<TaskCompletionSource> turns;
        lock (_lock)
        {
            _ended = new OperationCanceledException("killed");
            turns = [.. _waiting.Select(w => w.Turn)];
            _waiting.Clear();
            _arrived.TrySetResult();
        }

        foreach (var turn in turns)
            turn.SetException(_ended);
    }

    private (string Request, TaskCompletionSource Turn) Next()
    {
        lock (_lock)
        {
            var next = _waiting.Dequeue();
            if (_waiting.Count == 0)
                _arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return next;
        }
    }
}
