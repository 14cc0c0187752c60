"""A real mail server on this machine that answers as it is told to."""

import contextlib
import socket
import threading
import time

CLOSE = "close"


class Server:
    """Speaks SMTP on 127.0.0.1. `replies` says what to answer instead, by command.

    Commands are CONNECT, MAIL, RCPT, DATA and END (after the message); a reply is a
    line, or CLOSE to cut the line. A list is used up one by one, then all is well.
    """

    USUAL = {
        "CONNECT": "220 ready",
        "MAIL": "250 ok",
        "RCPT": "250 ok",
        "DATA": "354 go on",
        "END": "250 taken",
    }

    def __init__(self, pause: float = 0) -> None:
        self.replies: dict[str, list[str]] = {}
        self.messages: list[str] = []
        self.pause = pause
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=50)
        self.port = self.listener.getsockname()[1]
        self.thread = threading.Thread(target=self.listen, daemon=True)
        self.thread.start()

    def stop(self) -> None:
        with contextlib.suppress(OSError):  # it may have been stopped before
            self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()
        self.thread.join(5)

    def listen(self) -> None:
        while True:
            try:
                line, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self.serve, args=[line], daemon=True).start()

    def serve(self, line: socket.socket) -> None:
        with line, line.makefile("rwb") as file:
            if self.answer(file, "CONNECT") == CLOSE:
                return
            for typed in file:
                command = typed.split()[0].upper().decode()
                if command == "QUIT":
                    self.say(file, "221 bye")
                    return
                if command in ("EHLO", "HELO", "RSET", "NOOP"):
                    self.say(file, "250 ok")
                    continue
                said = self.answer(file, command.partition(":")[0])
                if said == CLOSE:
                    return
                takes = command == "DATA" and said == self.USUAL["DATA"]
                if takes and self.take(file) == CLOSE:
                    return

    def take(self, file) -> str:
        """The message is kept as soon as it is all here, whatever is answered."""
        found = []
        for typed in file:
            if typed == b".\r\n":
                break
            found.append(typed.decode())
        time.sleep(self.pause)
        self.messages.append("".join(found))
        return self.answer(file, "END")

    def answer(self, file, command: str) -> str:
        """Answer, or cut the line; what was said."""
        waiting = self.replies.get(command)
        reply = waiting.pop(0) if waiting else self.USUAL[command]
        if reply != CLOSE:
            self.say(file, reply)
        return reply

    @staticmethod
    def say(file, words: str) -> None:
        file.write(f"{words}\r\n".encode())
        file.flush()
