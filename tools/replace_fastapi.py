"""A pytest plugin: whoever imports FastAPI, APIRouter or APIRoute gets the scoped ones."""

import fastapi
import fastapi.applications
import fastapi.routing

from scoped_fastapi import ScopedFastAPI, ScopedRoute, ScopedRouter

fastapi.FastAPI = fastapi.applications.FastAPI = ScopedFastAPI
fastapi.APIRouter = fastapi.routing.APIRouter = ScopedRouter
fastapi.routing.APIRoute = ScopedRoute
