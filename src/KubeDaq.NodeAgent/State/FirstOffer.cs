namespace KubeDaq.NodeAgent.State;

/// <summary>The moment from which pods can be given the host's cards.</summary>
internal static class FirstOffer
{
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(500);

    /// <summary>Waits for it, but not for long: there may be no kubelet, and no card.</summary>
    public static async Task WaitAsync(HostState state, TimeProvider time, CancellationToken stop)
    {
        var began = time.GetTimestamp();
        // What is left is asked once a round: a wait of less than nothing is one without end.
        for (var left = Longest; left > TimeSpan.Zero; left = Longest - time.GetElapsedTime(began))
        {
            var seen = state.Offers.Version;
            if (state.Offers.Current.Cards is { Count: > 0 } cards && cards.Values.All(card => card.Offered))
                return;
            await state.Offers.NextAsync(seen, left, time, stop);
        }
    }
}
