@echo off
setlocal
if not defined CASHIER_HOME set "CASHIER_HOME=%ProgramData%\cashier-app"
"%~dp0..\runtime\python.exe" -X utf8 -m cashier_app %*
exit /b %errorlevel%
