namespace KubeDaq.Samples.ReadoutEmulator;

/// <summary>A readout card as its driver gives it: a device file that one process has at a time.</summary>
internal static class Card
{
    public static FileStream Open(string device)
    {
        if (!File.Exists(device))
            throw new InvalidOperationException($"there is no card at {device}: this pod was not given it; ask for it under cards: in the partition");
        try
        {
            // FileShare.None takes a lock (flock), which a second process of whatever pod fails to get.
            var card = new FileStream(device, FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
            Console.WriteLine($"card: {device} opened");
            return card;
        }
        catch (IOException e)
        {
            throw new InvalidOperationException($"the card at {device} is taken by another process: {e.Message}", e);
        }
    }
}
