"""What is no page: what changes something, and files and streams for other programs."""

from fastapi import APIRouter

ROUTERS: tuple[APIRouter, ...] = ()
