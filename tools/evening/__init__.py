"""`./run bench evening`: the 56 cells of an invented Đảng bộ meet at once, 743 people in rooms.

Server and people share this machine and speak over the loopback address only. It shows whether the
evening holds on two cores: how late an event reaches the slowest screen, how long pages take
meanwhile, how long a whole Đảng bộ needs to vote.
"""
