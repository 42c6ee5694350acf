@echo off
rem Brume's command line on Windows, from an unpacked distribution: starts the server in this window.
rem Usage: brume.cmd start [--port N] [--host H] [--data DIR] [--config FILE] ...
setlocal
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java.exe"
"%JAVA%" --enable-native-access=ALL-UNNAMED -XX:+UseSerialGC -XX:MetaspaceSize=64m %BRUME_JAVA_OPTS% -cp "%~dp0lib\*" dev.brume.server.Main %*
exit /b %ERRORLEVEL%
