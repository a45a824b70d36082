using KubeDaq.Console;

return await ConsoleCommand.RunAsync(args, TimeProvider.System);
