"""Whoever guesses passwords waits."""

from foglift.desk import throttle as module
from foglift.desk.throttle import Throttle


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def tries(throttle: Throttle, clock: Clock, name: str, address: str, number: int) -> None:
    for _ in range(number):
        while wait := throttle.wait(name, address):
            clock.now += wait


def test_a_few_slips_are_free_and_then_the_wait_doubles() -> None:
    clock = Clock()
    throttle = Throttle(clock)
    assert [throttle.wait("ada", "192.0.2.1") for _ in range(5)] == [0.0] * 5
    assert throttle.wait("ada", "192.0.2.1") == 1
    clock.now += 1
    assert throttle.wait("ada", "192.0.2.1") == 0
    assert throttle.wait("Ada", "192.0.2.1") == 2


def test_nobody_waits_more_than_a_quarter_of_an_hour() -> None:
    clock = Clock()
    throttle = Throttle(clock)
    tries(throttle, clock, "ada", "192.0.2.1", 40)
    assert throttle.wait("ada", "192.0.2.1") == 900


def test_the_right_password_frees_the_name() -> None:
    throttle = Throttle(Clock())
    for _ in range(30):
        assert throttle.wait("ada", "192.0.2.1") == 0
        throttle.right("ada", "192.0.2.1")


def test_many_names_from_one_address_wait_too() -> None:
    throttle = Throttle(Clock())
    assert [throttle.wait(f"name{n}", "2001:db8::1") for n in range(20)] == [0.0] * 20
    assert throttle.wait("another", "2001:db8::2") > 0
    assert throttle.wait("another", "2001:db8:0:1::2") == 0


def test_many_addresses_for_one_name_lock_nobody_out_for_long() -> None:
    clock = Clock()
    throttle = Throttle(clock)
    for n in range(200):
        tries(throttle, clock, "ada", f"192.0.2.{n}", 1)
    assert 0 < throttle.wait("ada", "198.51.100.1") <= 30


def test_it_remembers_only_so_many(monkeypatch: object) -> None:
    throttle = Throttle(Clock())
    for n in range(module._MOST):
        throttle.wait(f"name{n}", f"10.0.{n // 256}.{n % 256}")
    assert len(throttle._tries) <= module._MOST
